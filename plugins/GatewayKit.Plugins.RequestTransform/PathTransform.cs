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
    private readonly TimeProvider _time;

    public PathTransform(PathOptions options, TimeProvider time)
    {
        _time = time;
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
    /// <param name="context">The exchange.</param>
    /// <param name="path">The new path; that of the request if it doesn't match.</param>
    /// <returns>False if the request doesn't determine the path, or it isn't valid.</returns>
    public bool TryRewrite(GatewayContext context, out PathString path)
    {
        path = context.Http.Request.Path;
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
            var text = _template.Render(context, _time.GetUtcNow(), match);
            path = text.StartsWith('/') ? text : "/";
            return IsPath(text);
        }
        catch (Exception error) when (error is ExpressionException or TemplateException)
        {
            return false;
        }
    }
}
