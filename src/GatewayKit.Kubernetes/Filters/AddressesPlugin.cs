using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>Replaces the addresses of a backend in its responses: in redirects and cookies.</summary>
[GatewayPlugin<AddressesOptions>(Name, PluginStage.Transformation)]
internal sealed class AddressesPlugin(AddressesOptions options) : IResponseHook
{
    public const string Name = "kubernetes-addresses";

    private const string RefreshUrl = "url=";

    private readonly AddressRewriter? _redirect =
        options.Redirect is { } redirect ? new AddressRewriter(redirect, StringComparison.Ordinal) : null;

    private readonly AddressRewriter? _cookieDomain =
        options.CookieDomain is { } domain ? new AddressRewriter(domain, StringComparison.OrdinalIgnoreCase, isWhole: true) : null;

    private readonly AddressRewriter? _cookiePath =
        options.CookiePath is { } path ? new AddressRewriter(path, StringComparison.Ordinal) : null;

    public ValueTask<HookResult> OnResponseAsync(GatewayContext context)
    {
        if (context.ResponseOrigin != ResponseOrigin.Upstream)
            return HookResult.Continue;

        var headers = context.Http.Response.Headers;
        if (_redirect is not null)
            Redirect(headers, _redirect);
        if ((_cookieDomain is not null || _cookiePath is not null) && headers.SetCookie is { Count: > 0 } cookies)
            headers.SetCookie = new StringValues([.. cookies.Select(cookie => cookie is null ? null : Rewrite(cookie))]);
        return HookResult.Continue;
    }

    private static void Redirect(IHeaderDictionary headers, AddressRewriter rewriter)
    {
        if (headers.Location is [{ } location] && rewriter.Rewrite(location) is { } other)
            headers.Location = other;
        if (headers["Refresh"] is [{ } refresh]
            && refresh.IndexOf(RefreshUrl, StringComparison.OrdinalIgnoreCase) is >= 0 and var start
            && rewriter.Rewrite(refresh[(start + RefreshUrl.Length)..]) is { } target)
            headers["Refresh"] = string.Concat(refresh.AsSpan(0, start + RefreshUrl.Length), target);
    }

    /// <summary>Returns a cookie with another domain and path (RFC 6265, section 5.2).</summary>
    private string Rewrite(string cookie)
    {
        var parts = cookie.Split(';');
        for (var i = 1; i < parts.Length; i++)
        {
            var name = parts[i].Split('=')[0].Trim();
            var value = parts[i].IndexOf('=', StringComparison.Ordinal) is >= 0 and var sign ? parts[i][(sign + 1)..].Trim() : "";
            var other = name.Equals("Domain", StringComparison.OrdinalIgnoreCase) ? _cookieDomain?.Rewrite(value.TrimStart('.'))
                : name.Equals("Path", StringComparison.OrdinalIgnoreCase) ? _cookiePath?.Rewrite(value)
                : null;
            if (other is not null)
                parts[i] = $" {name}={other}";
        }

        return string.Join(';', parts);
    }
}
