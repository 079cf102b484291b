using Microsoft.Extensions.Primitives;

namespace GatewayKit.Plugins.SecurityHeaders;

/// <summary>
/// Adds the headers that make browsers protect their users, and removes headers that name the server's software. In the first stage, it
/// sees every response of its routes, including those of other plugins and of the gateway.
/// </summary>
[GatewayPlugin<SecurityHeadersOptions>("security-headers", PluginStage.Diagnostics)]
public sealed class SecurityHeadersPlugin : IResponseHook
{
    private readonly KeyValuePair<string, StringValues>[] _headers;
    private readonly string[] _remove;
    private readonly StringValues _hsts;
    private readonly bool _overrides;

    /// <summary>Initializes a new instance with its headers.</summary>
    /// <param name="options">The options.</param>
    public SecurityHeadersPlugin(SecurityHeadersOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var all = SecurityHeader.All
            .Select(header => KeyValuePair.Create(header.Name, new StringValues(header.ValueFor(options))))
            .Where(header => !StringValues.IsNullOrEmpty(header.Value))
            .ToLookup(header => header.Key == SecurityHeader.Hsts);
        _headers = [.. all[false]];
        _hsts = all[true].FirstOrDefault().Value;
        _remove = [.. options.Remove];
        _overrides = options.Existing == ExistingHeaders.Override;
    }

    /// <summary>Sets and removes the headers of a response.</summary>
    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        var headers = context.Http.Response.Headers;
        foreach (var name in _remove)
            headers.Remove(name);

        foreach (var (name, value) in _headers)
        {
            if (_overrides || !headers.ContainsKey(name))
                headers[name] = value;
        }

        // Browsers must not get it over plain HTTP (RFC 6797, section 7.2). The edge reads the scheme behind trusted proxies.
        if (_hsts.Count > 0 && !context.Http.Request.IsHttps)
            headers.Remove(SecurityHeader.Hsts);
        else if (_hsts.Count > 0 && (_overrides || !headers.ContainsKey(SecurityHeader.Hsts)))
            headers.StrictTransportSecurity = _hsts;
        return HookResult.Continue;
    }
}
