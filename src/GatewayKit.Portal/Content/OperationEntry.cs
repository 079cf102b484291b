using System.Globalization;
using System.Text;
using GatewayKit.OpenApi;

namespace GatewayKit.Portal.Content;

/// <summary>An operation with the name of its page.</summary>
/// <param name="Slug">The name in addresses: letters, digits, and hyphens, unique in its version.</param>
/// <param name="Operation">The operation.</param>
internal sealed record OperationEntry(string Slug, OpenApiOperation Operation)
{
    private const int MaxLength = 80;
    private const int MaxTitle = 200;

    /// <summary>The title of the operation's page.</summary>
    public string Title { get; } = TitleOf(Operation);

    public static IReadOnlyList<OperationEntry> Of(IEnumerable<OpenApiOperation> operations)
    {
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var entries = new List<OperationEntry>();
        foreach (var operation in operations)
        {
            var wanted = SlugOf(operation.Key);
            var slug = wanted;
            for (var number = 2; !used.Add(slug); number++)
                slug = string.Create(CultureInfo.InvariantCulture, $"{wanted}-{number}");
            entries.Add(new OperationEntry(slug, operation));
        }

        return entries;
    }

    /// <summary>Returns the title of an operation: its summary, otherwise its id, otherwise method and path; up to 200
    /// characters.</summary>
    public static string TitleOf(OpenApiOperation operation)
    {
        var title = operation.Summary is { Length: > 0 } summary ? summary : operation.Key;
        return title.Length <= MaxTitle ? title : $"{title[..MaxTitle]}…";
    }

    private static string SlugOf(string key)
    {
        var slug = new StringBuilder();
        foreach (var c in key.AsSpan(0, Math.Min(key.Length, 2 * MaxLength)))
        {
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-')
                slug.Append('-');
        }

        var text = slug.ToString(0, Math.Min(slug.Length, MaxLength)).TrimEnd('-');
        return text.Length == 0 ? "operation" : text;
    }
}
