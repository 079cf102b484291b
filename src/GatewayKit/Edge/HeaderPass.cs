using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Edge;

/// <summary>The state of one pass over a request's headers.</summary>
internal ref struct HeaderPass(HttpContext http, IHeaderDictionary headers, EdgeSettings settings, bool isTunnel)
{
    private bool _hasHost;
    private bool _hasUpgrade;
    private bool _hasWebSocket;
    private bool _hasOtherLength;
    private bool _isChunked;
    private StringValues _connection;

    public GatewayResponse? Run(ReadOnlySpan<KeyValuePair<string, StringValues>> copy)
    {
        var isTrusted = settings.TrustsProxies && settings.Trusts(http.Connection.RemoteIpAddress);
        foreach (ref readonly var header in copy)
        {
            var rule = HeaderRules.Of(header.Key);
            if (rule != HeaderRule.Pass && Apply(rule, header.Key, header.Value, isTrusted) is { } refusal)
                return refusal;
            if (HeaderGuard.HasControl(header.Value))
                return EdgeProblems.HeaderValue;
        }

        return Finish(isTrusted);
    }

    private GatewayResponse? Apply(HeaderRule rule, string name, in StringValues value, bool isTrusted)
    {
        switch (rule)
        {
            case HeaderRule.Invalid:
                return EdgeProblems.HeaderName;
            case HeaderRule.Copy:
                http.Items[GatewayContext.CopyItem] = true;
                if (!isTrusted)
                    headers.Remove(name);
                return null;
            case HeaderRule.Claim when isTrusted:
                return null;
            case HeaderRule.Claim or HeaderRule.Remove:
                headers.Remove(name);
                return null;
            case HeaderRule.Host:
                _hasHost = true;
                return value.Count == 1 && HostSyntax.IsValid(value.ToString()) ? null : EdgeProblems.Host;
            case HeaderRule.Connection:
                _connection = value;
                return null;
            case HeaderRule.TransferEncoding:
                _isChunked = true;
                return value.Count == 1 && value.ToString().Equals("chunked", StringComparison.OrdinalIgnoreCase)
                    && HttpProtocol.IsHttp11(http.Request.Protocol) ? null : EdgeProblems.TransferEncoding;
            case HeaderRule.ContentLengthBesideChunked:
                _hasOtherLength = true;
                return null;
            case HeaderRule.Te:
                HopByHop.CleanTe(http, value);
                return null;
            case HeaderRule.Upgrade:
                _hasUpgrade = true;
                return IsMultiplexed() ? EdgeProblems.ConnectionSpecific : null;
            case HeaderRule.ConnectionSpecific:
                headers.Remove(name);
                return IsMultiplexed() ? EdgeProblems.ConnectionSpecific : null;
            case HeaderRule.WebSocket:
                _hasWebSocket = true;
                return null;
            default:
                return null;
        }
    }

    private readonly bool IsMultiplexed() => !HttpProtocol.IsHttp11(http.Request.Protocol) && !HttpProtocol.IsHttp10(http.Request.Protocol);

    private readonly GatewayResponse? Finish(bool isTrusted)
    {
        if (!_hasHost && !HttpProtocol.IsHttp10(http.Request.Protocol))
            return EdgeProblems.Host;

        // Kestrel renames a Content-Length in a request with Transfer-Encoding to X-Content-Length.
        if (_isChunked && (_hasOtherLength || http.Request.ContentLength is not null))
            return EdgeProblems.ContentLengthAndTransferEncoding;

        // Must run before the claims are removed that a trusted proxy's own Connection may name.
        if (isTrusted)
            TakeClaims();
        if (_connection.Count > 0)
            HopByHop.RemoveNamed(http, _connection);
        if (_hasUpgrade || _hasWebSocket || isTunnel)
        {
            if (!WebSocketHandshake.Check(http, isTunnel))
                return EdgeProblems.WebSocketHandshake;
        }
        else if (_connection.Count > 0)
        {
            RefuseUpgrade.Apply(http);
        }

        return null;
    }

    private readonly void TakeClaims()
    {
        ForwardedOrigin.Apply(http.Request);
        if (ClientAddress.Find(headers["X-Forwarded-For"], settings) is { } client)
            http.Connection.RemoteIpAddress = client;
    }
}
