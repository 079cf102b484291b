using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace GatewayKit.Cli.Importing;

/// <summary>Translates the path templates of OpenAPI into the route patterns of ASP.NET Core.</summary>
internal static partial class RoutePattern
{
    /// <param name="template">The template, such as <c>/pets/{pet-id}</c>.</param>
    /// <param name="pattern">The pattern, such as <c>/pets/{pet-id}</c>.</param>
    /// <param name="problem">The reason why there is none, as a sentence.</param>
    public static bool TryTranslate(string template, out string pattern, [NotNullWhen(false)] out string? problem)
    {
        pattern = "";
        if (template.AsSpan().IndexOfAny('?', '#') >= 0)
        {
            problem = "A route can't distinguish requests by the query or the fragment.";
            return false;
        }

        var names = new UniqueNames(separator: "");
        var built = new StringBuilder();
        var end = 0;
        foreach (Match expression in Expression().Matches(template))
        {
            if (expression.Index == end && end > 0 && template[end - 1] == '}')
            {
                problem = "A route requires text between two parameters.";
                return false;
            }

            var name = Unsafe().Replace(expression.Groups[1].Value, "_");
            built.Append(Literal(template[end..expression.Index]))
                .Append('{').Append(names.Add(name.Length == 0 ? "value" : name)).Append('}');
            end = expression.Index + expression.Length;
        }

        pattern = built.Append(Literal(template[end..])).ToString();
        problem = null;
        return true;
    }

    /// <summary>Converts a text to an id: letters, digits, hyphens and underscores.</summary>
    public static string Slug(string text) => NoSlug().Replace(text, "-").Trim('-');

    /// <summary>Converts a text to an id, or returns another id if nothing is left of it.</summary>
    public static string Slug(string text, string otherwise) => Slug(text) is { Length: > 0 } slug ? slug : otherwise;

    // Routes are matched against the decoded path. Only the encoded slash stays encoded, because parameters and text can't contain a slash.
    private static string Literal(string text)
        => string.Join('/', text.Split('/').Select(s => Uri.UnescapeDataString(s).Replace("/", "%2F", StringComparison.Ordinal)))
            .Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal);

    [GeneratedRegex(@"\{([^{}/]*)\}")]
    private static partial Regex Expression();

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex Unsafe();

    [GeneratedRegex("[^A-Za-z0-9_]+")]
    private static partial Regex NoSlug();
}
