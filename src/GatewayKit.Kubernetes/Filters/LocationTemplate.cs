using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>A URL with the variables <c>$scheme</c>, <c>$host</c> and <c>$request_uri</c>.</summary>
internal sealed class LocationTemplate(string text)
{
    private static readonly string[] s_variables = ["$scheme", "$host", "$request_uri"];

    private readonly string[] _parts = [.. Parts(text)];

    /// <summary>Returns the rest of a sentence about an invalid template, such as <c>has control characters</c>; null if it is
    /// valid.</summary>
    public static string? Problem(string text)
        => text.Length > 2048 || text.AsSpan().ContainsAnyExceptInRange('!', '~') ? "must be up to 2048 characters of ASCII without spaces"
            : Parts(text).Any(part => part.StartsWith('$') && !s_variables.Contains(part))
                ? $"can have the variables {string.Join(", ", s_variables)} only"
                : null;

    public string Expand(HttpRequest request)
    {
        var location = new StringBuilder();
        foreach (var part in _parts)
        {
            location.Append(part switch
            {
                "$scheme" => request.Scheme,
                "$host" => new HostString(request.Host.Host).ToUriComponent(),
                "$request_uri" => TargetOf(request),
                _ => part,
            });
        }

        return location.ToString();
    }

    private static string TargetOf(HttpRequest request)
        => request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is ['/', ..] target
            ? target : request.Path.ToUriComponent() + request.QueryString.ToUriComponent();

    private static IEnumerable<string> Parts(string text)
    {
        var start = 0;
        while (start < text.Length)
        {
            var end = start + 1;
            if (text[start] == '$')
            {
                while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
                    end++;
            }
            else
            {
                end = text.IndexOf('$', start) is >= 0 and var next ? next : text.Length;
            }

            yield return text[start..end];
            start = end;
        }
    }
}
