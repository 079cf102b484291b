using System.Text.RegularExpressions;
using GatewayKit.Expressions;
using GatewayKit.Transforms;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Rewrites the path of a request. A path that the edge would reject is never the result.</summary>
internal sealed class PathTransform
{
    private readonly Regex? _pattern;
    private readonly Template? _template;
    private readonly PathString _constant;

    public PathTransform(PathOptions options)
    {
        _pattern = options.Match is null ? null : PathPattern.Parse(options.Match, out _);
        if (Template.Is(options.To))
            _template = Template.Parse(options.To, TemplateVocabulary.Path, out _);
        else
            _constant = options.To;
    }

    /// <summary>Returns whether a text is a path without ambiguous parts: the gateway keeps percent signs before hexadecimal digits, so
    /// that a server would decode them.</summary>
    public static bool IsPath(string text)
    {
        if (!text.StartsWith('/') || text.AsSpan().ContainsAny("%?#\\") || text.AsSpan().ContainsAnyInRange('\0', '\x1f')
            || text.Contains('\x7f', StringComparison.Ordinal) || text.Contains("//", StringComparison.Ordinal))
            return false;

        var path = text.AsSpan(1);
        foreach (var segment in path.Split('/'))
        {
            if (path[segment] is "." or "..")
                return false;
        }

        return true;
    }

    /// <summary>Returns the new path of a request.</summary>
    /// <param name="input">The values of the exchange.</param>
    /// <param name="path">The new path; that of the request if it doesn't match.</param>
    /// <returns>False if the request doesn't determine the path, or it isn't valid.</returns>
    public bool TryRewrite(in TemplateInput input, out PathString path)
    {
        path = input.Exchange.Http.Request.Path;
        var match = _pattern?.Match(path.Value ?? "");
        if (match is { Success: false })
            return true;

        if (_template is null)
        {
            path = _constant;
            return true;
        }

        try
        {
            var text = _template.Render(input with { Captures = match });
            path = text.StartsWith('/') ? text : "/";
            return IsPath(text);
        }
        catch (Exception error) when (error is ExpressionException or TemplateException)
        {
            return false;
        }
    }
}
