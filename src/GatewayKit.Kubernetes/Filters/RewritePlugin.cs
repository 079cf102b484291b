using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.Filters;

/// <summary>Replaces the path of the request to the upstream by a template with groups of a regular expression.</summary>
[GatewayPlugin<RewriteOptions>(Name, PluginStage.Transformation)]
internal sealed class RewritePlugin(RewriteOptions options) : IUpstreamRequestHook
{
    public const string Name = "kubernetes-rewrite";

    private readonly Regex _pattern = options.ToRegex();

    public ValueTask OnUpstreamRequestAsync(GatewayContext context, HttpRequestMessage request)
    {
        if (request.RequestUri is { } uri && Rewrite(Uri.UnescapeDataString(uri.AbsolutePath)) is { } path)
            request.RequestUri = new UriBuilder(uri) { Path = new PathString(path).ToUriComponent() }.Uri;
        return default;
    }

    private string? Rewrite(string path)
    {
        if (_pattern.Match(path) is not { Success: true } match)
            return null;

        var result = new StringBuilder("/");
        var template = options.Replacement;
        for (var i = 0; i < template.Length; i++)
        {
            var isGroup = template[i] == '$' && i + 1 < template.Length && char.IsAsciiDigit(template[i + 1]);
            foreach (var character in isGroup ? match.Groups[template[++i] - '0'].ValueSpan : template.AsSpan(i, 1))
            {
                if (character != '/' || result[^1] != '/')
                    result.Append(character);
            }
        }

        return result.ToString();
    }
}
