# No client: the library speaks HTTP.
#@ not exchangelib.protocol.BaseProtocol.HTTP_ADAPTER_CLS, exchangelib.BaseProtocol.HTTP_ADAPTER_CLS: an attribute that is assigned; the library speaks HTTP
