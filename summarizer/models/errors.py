"""What can go wrong in getting and keeping models.

SvodkaError
 └─ ModelError
     ├─ UnknownModel            no such name
     ├─ UnknownFamily           a model whose conventions we cannot tell
     ├─ LicenceNotAccepted      its licence wants a yes first
     ├─ NotAModel               a directory without a model
     ├─ SeveralModels           a source with more than one, and nobody says which
     ├─ FileMissing             the repository lacks a file that the model needs
     ├─ DownloadDamaged         what came is not what was announced
     ├─ DiskFull
     ├─ StoreUnwritable         the directory of models cannot be written to
     └─ HubError                the hub
         ├─ HubOffline          must not be asked
         ├─ HubUnreachable      does not answer
         ├─ HubRefused          does not take the token
         ├─ ModelGated          wants its terms accepted there first
         ├─ NotOnHub            does not know the repository or revision
         ├─ HubBusy             has had too many requests
         └─ HubFailed           answered with an error, or with what makes no sense

Files that would run code are ``summarizer.engines.errors.UnsafeModel``. Sentences for people are in
``summarizer/messages.toml``.
"""

from summarizer.errors import SvodkaError


class ModelError(SvodkaError):
    """A model could not be got or kept."""

    code = "model_error"


class UnknownModel(ModelError):
    """Neither the catalogue nor the store knows the name. Fields: ``name``, ``nearest``."""

    code = "unknown_model"


class UnknownFamily(ModelError):
    """Nothing tells whose conventions the model follows, or for which languages. Field: ``name``."""

    code = "unknown_family"


class LicenceNotAccepted(ModelError):
    """The licence forbids some uses, and nobody has agreed to it yet. Fields: ``model``, ``licence``."""

    code = "licence_not_accepted"


class NotAModel(ModelError):
    """The directory holds no model that we know. Field: ``path``."""

    code = "not_a_model"


class SeveralModels(ModelError):
    """The source holds several GGUF models. Fields: ``name``, ``files``."""

    code = "several_models"


class FileMissing(ModelError):
    """The source lacks a file that the model needs. Fields: ``model``, ``file``."""

    code = "model_file_missing"


class DownloadDamaged(ModelError):
    """A file is not the one that was announced: its size or checksum differs. Fields: ``model``, ``file``."""

    code = "download_damaged"


class DiskFull(ModelError):
    """There is too little room. Fields: ``directory``, ``megabytes`` (needed), ``free`` (megabytes)."""

    code = "disk_full"


class StoreUnwritable(ModelError):
    """The directory of models cannot be read or written. Fields: ``directory``, ``reason``."""

    code = "store_unwritable"


class HubError(ModelError):
    """The hub did not give a model. Field: ``host``."""

    code = "hub_error"


class HubOffline(HubError):
    """The network must not be used. Field: ``host``."""

    code = "hub_offline"


class HubUnreachable(HubError):
    """No connection, or it broke off again and again. Field: ``host``."""

    code = "hub_unreachable"
    permanent = False


class HubRefused(HubError):
    """The hub does not take the token. Field: ``host``."""

    code = "hub_refused"


class ModelGated(HubError):
    """The authors want their terms accepted on the hub first. Fields: ``host``, ``repository``."""

    code = "model_gated"


class NotOnHub(HubError):
    """The hub knows no such repository or revision, or not for us. Fields: ``host``, ``repository``, ``revision``."""

    code = "not_on_hub"


class HubBusy(HubError):
    """The hub has had too many requests. Fields: ``host``, ``seconds`` to wait, 0 if it did not say."""

    code = "hub_busy"
    permanent = False


class HubFailed(HubError):
    """The hub answered with an error or with what makes no sense. Fields: ``host``, ``status`` of HTTP, or 0."""

    code = "hub_failed"
    permanent = False
