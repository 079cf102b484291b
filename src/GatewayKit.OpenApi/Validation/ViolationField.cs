using System.Globalization;
using System.Text;

namespace GatewayKit.OpenApi.Validation;

/// <summary>Writes the field <c>Gateway-Violations</c>: a list of strings, the locations, with the rule as parameter <c>code</c> (RFC 9651,
/// section 3.1), such as <c>"response/body/name";code="minLength"</c>. At most ten are listed; the rest is counted.</summary>
internal static class ViolationField
{
    private const int MaxItems = 10;
    private const int MaxPlace = 200;

    public static string? Of(IReadOnlyList<Violation> violations, bool inResponse)
    {
        if (violations.Count == 0)
            return null;
        var field = new StringBuilder();
        foreach (var violation in violations.Take(MaxItems))
        {
            var steps = string.Join('/', violation.Steps(inResponse));
            Add(field, inResponse ? steps : $"request/{steps}", violation.Code);
        }
        if (violations.Count > MaxItems)
            field.Append(CultureInfo.InvariantCulture, $", \"...\";count={violations.Count - MaxItems}");
        return field.ToString();
    }

    /// <summary>The request doesn't have credentials.</summary>
    public static string Security { get; } = "\"request\";code=\"security\"";

    /// <summary>Warns of deprecated parameters in the request.</summary>
    public static string? Deprecated(IEnumerable<OpenApiParameter> parameters) => Warnings(parameters.Select(PlaceOf), "deprecated");

    /// <summary>Warns of schemas that have errors in the document: the part with the error is neither generated nor checked.</summary>
    /// <param name="locations">The parts of the message that the schemas describe.</param>
    public static string? DocumentErrors(IEnumerable<string> locations) => Warnings(locations, "document-error");

    /// <summary>Returns the location of a parameter in the request.</summary>
    public static string PlaceOf(OpenApiParameter parameter) => $"request/{parameter.In.ToString().ToLowerInvariant()}/{parameter.Name}";

    public static string? Join(string? left, string? right) => left is null ? right : right is null ? left : $"{left}, {right}";

    private static string? Warnings(IEnumerable<string> locations, string code)
    {
        var field = new StringBuilder();
        foreach (var location in locations.Take(MaxItems))
        {
            Add(field, location, code);
            field.Append(";severity=\"warning\"");
        }
        return field.Length == 0 ? null : field.ToString();
    }

    private static void Add(StringBuilder field, string location, string code)
    {
        field.Append(field.Length == 0 ? "" : ", ");
        Quote(field, location.Length <= MaxPlace ? location : location[..MaxPlace]);
        field.Append(";code=");
        Quote(field, code.Length <= MaxPlace ? code : code[..MaxPlace]);
    }

    // A structured field string is ASCII (RFC 9651, section 3.3.3).
    private static void Quote(StringBuilder field, string text)
    {
        field.Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                field.Append('\\').Append(c);
            else
                field.Append(c is >= ' ' and <= '~' ? c : '?');
        }
        field.Append('"');
    }
}
