using System.Text.RegularExpressions;

namespace GatewayKit.Kubernetes.Translation.Ingresses.Annotations;

/// <summary>Translates the variables of nginx in the URLs of an authorization service to those of the plugin
/// <c>forward-auth</c>.</summary>
internal static partial class AuthUrl
{
    /// <summary>Returns the URL; null if it has a variable that isn't supported.</summary>
    public static string? Of(string url)
    {
        var isSupported = true;
        var translated = Variable().Replace(url, match =>
        {
            var value = match.Groups[1].Value switch
            {
                "scheme" or "pass_access_scheme" => "{scheme}",
                "host" or "best_http_host" => "{host}",
                "http_host" => "{authority}",
                "request_uri" => "{target}",
                "escaped_request_uri" => "{escapedTarget}",
                "remote_addr" => "{address}",
                _ => null,
            };
            isSupported &= value is not null;
            return value ?? "";
        });
        return isSupported && Count(translated, '{') == Variable().Count(url) && !translated.Contains('$', StringComparison.Ordinal)
            ? translated : null;
    }

    /// <summary>Returns the URL to sign in with the parameter that brings clients back, unless it has one.</summary>
    /// <param name="url">The translated URL.</param>
    /// <param name="parameter">The name of the parameter.</param>
    public static string WithReturn(string url, string parameter)
        => url.Contains($"?{parameter}=", StringComparison.Ordinal) || url.Contains($"&{parameter}=", StringComparison.Ordinal) ? url
            : $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{parameter}={{scheme}}://{{authority}}{{escapedTarget}}";

    /// <summary>Returns whether a client chooses the server by the host of its request.</summary>
    public static bool HasHost(string url)
        => url.Contains("{host}", StringComparison.Ordinal) || url.Contains("{authority}", StringComparison.Ordinal);

    /// <summary>Returns whether the URL is absolute, with examples instead of its variables.</summary>
    public static bool IsAbsolute(string url)
        => Uri.TryCreate(
                url.Replace("{scheme}", "https", StringComparison.Ordinal).Replace("{target}", "/", StringComparison.Ordinal)
                    .Replace('{', 'a').Replace('}', 'a'),
                UriKind.Absolute,
                out var sample)
            && (sample.Scheme == Uri.UriSchemeHttp || sample.Scheme == Uri.UriSchemeHttps) && sample.UserInfo.Length == 0;

    private static int Count(string text, char character) => text.AsSpan().Count(character);

    [GeneratedRegex(@"\$(?:(?=\{[a-z_]+\})\{)?([a-z_]+)\}?")]
    private static partial Regex Variable();
}
