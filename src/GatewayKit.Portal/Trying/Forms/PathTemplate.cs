using System.Text;
using System.Text.RegularExpressions;
using GatewayKit.OpenApi;

namespace GatewayKit.Portal.Trying.Forms;

/// <summary>Reads the parameters of path templates, and replaces them by values.</summary>
internal static partial class PathTemplate
{
    /// <summary>The characters of a path that are sent as they are (RFC 3986, section 3.3).</summary>
    private const string PathSigns = "/-._~!$&'()*+,;=:@";

    /// <summary>Returns whether the form can have a parameter.</summary>
    public static bool IsSupported(OpenApiParameter parameter) => parameter.In switch
    {
        ParameterLocation.Path => true,
        ParameterLocation.Query => parameter.Name.Length > 0,
        ParameterLocation.Header => AllowedHeaders.Allows(parameter.Name),
        _ => false,
    };

    /// <summary>Returns the parameters of an operation, with those of its path that aren't declared.</summary>
    public static IEnumerable<OpenApiParameter> FieldsOf(OpenApiOperation operation)
        => Expression().Matches(operation.Path)
            .Select(match => match.Groups[1].Value)
            .Select(name => operation.Parameters.FirstOrDefault(
                    parameter => parameter.In == ParameterLocation.Path && parameter.Name == name)
                ?? new OpenApiParameter { Name = name, In = ParameterLocation.Path, Required = true })
            .Concat(operation.Parameters.Where(parameter => parameter.In != ParameterLocation.Path && IsSupported(parameter)));

    /// <summary>Replaces the parameters of a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="valueOf">Returns the encoded value of a parameter.</param>
    public static string Expand(string template, Func<string, string> valueOf)
    {
        var path = new StringBuilder();
        var at = 0;
        foreach (Match match in Expression().Matches(template))
        {
            path.Append(Encode(template[at..match.Index])).Append(valueOf(match.Groups[1].Value));
            at = match.Index + match.Length;
        }

        path.Append(Encode(template[at..]));
        return path.Length > 0 && path[0] == '/' ? path.ToString() : $"/{path}";
    }

    /// <summary>Returns whether a segment of a path leads to another one (RFC 3986, section 5.2.4), also if it is encoded.</summary>
    public static bool HasDotSegment(string path)
        => path.Split('/').Any(segment => segment.Replace("%2E", ".", StringComparison.OrdinalIgnoreCase) is "." or "..");

    /// <summary>Encodes the text of a template. Its escapes stay.</summary>
    private static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (char.IsAsciiLetterOrDigit(text[i]) || PathSigns.Contains(text[i], StringComparison.Ordinal) || IsEscape(text.AsSpan(i)))
            {
                encoded.Append(text[i++]);
                continue;
            }

            var length = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? 2 : 1;
            encoded.Append(Uri.EscapeDataString(text.AsSpan(i, length)));
            i += length;
        }

        return encoded.ToString();
    }

    private static bool IsEscape(ReadOnlySpan<char> text)
        => text is ['%', var high, var low, ..] && char.IsAsciiHexDigit(high) && char.IsAsciiHexDigit(low);

    [GeneratedRegex("\\{([^{}/]+)\\}", RegexOptions.CultureInvariant)]
    private static partial Regex Expression();
}
