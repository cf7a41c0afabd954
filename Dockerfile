# syntax=docker/dockerfile:1
# Svodka in a container: docker build -t svodka . && docker run --rm svodka brief https://example.org/article --lang ja

FROM python:3.11-slim AS build
# No compiler is needed: what does not come as a wheel is pure Python.
RUN python -m venv /opt/svodka
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot ./bot
COPY config ./config
COPY summarizer ./summarizer
RUN /opt/svodka/bin/pip install --no-cache-dir -c constraints.txt . \
    && /opt/svodka/bin/pip uninstall -y pip

FROM python:3.11-slim
LABEL org.opencontainers.image.title="svodka" \
      org.opencontainers.image.licenses="Apache-2.0"
# A user of its own, with the one directory that it may write to.
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent svodka \
    && install -d -o svodka -g svodka -m 0700 /var/cache/svodka
COPY --from=build /opt/svodka /opt/svodka
ENV PATH=/opt/svodka/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    SVODKA_GENERAL__CACHE_DIR=/var/cache/svodka
USER svodka
WORKDIR /var/cache/svodka
VOLUME /var/cache/svodka
HEALTHCHECK --interval=60s --timeout=10s --start-period=10s --retries=3 CMD ["svodka", "doctor", "--quick"]
ENTRYPOINT ["svodka"]
CMD ["--help"]
