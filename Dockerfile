# syntax=docker/dockerfile:1
# Svodka in a container.
#   a brief:  docker build -t svodka . && docker run --rm svodka brief https://example.org/article --lang ja
#   the bot:  docker run -d -e SVODKA_BOT__TOKEN=123456:your-token -v svodka:/var/lib/svodka svodka bot   (or compose.yaml)
#   a worker: the same with the settings of docs/bot.md, “Many workers”, without the token: svodka worker

FROM python:3.11-slim AS build
# What is installed beside the base: without "models" nothing is translated, and the image is 225 MB smaller.
ARG EXTRAS=bot,postgres,models
# No compiler is needed: what does not come as a wheel is pure Python.
RUN python -m venv /opt/svodka
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY bot ./bot
COPY config ./config
COPY summarizer ./summarizer
RUN /opt/svodka/bin/pip install --no-cache-dir -c constraints.txt ".[${EXTRAS}]" \
    && /opt/svodka/bin/pip uninstall -y pip

FROM python:3.11-slim
LABEL org.opencontainers.image.title="svodka" \
      org.opencontainers.image.licenses="Apache-2.0"
# A user of its own, with two directories that it may write to: what can be fetched again, and what must be kept.
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent svodka \
    && install -d -o svodka -g svodka -m 0700 /var/cache/svodka /var/lib/svodka /var/lib/svodka/models
COPY --from=build /opt/svodka /opt/svodka
ENV PATH=/opt/svodka/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    SVODKA_GENERAL__CACHE_DIR=/var/cache/svodka \
    SVODKA_MODELS__DIRECTORY=/var/lib/svodka/models \
    SVODKA_BOT__DATABASE_URL=sqlite:////var/lib/svodka/svodka.db
USER svodka
WORKDIR /var/lib/svodka
VOLUME ["/var/cache/svodka", "/var/lib/svodka"]
HEALTHCHECK --interval=60s --timeout=10s --start-period=10s --retries=3 CMD ["svodka", "doctor", "--quick"]
ENTRYPOINT ["svodka"]
CMD ["--help"]
