using Microsoft.AspNetCore.Http;

namespace GatewayKit.Portal.Trying.Forms;

/// <summary>The values that a reader entered, without credentials: these aren't sent back to the page.</summary>
internal sealed record TryInput
{
    /// <summary>The values by field.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>The target; null if the operation has none.</summary>
    public required TryTarget? Target { get; init; }

    /// <summary>The media type of the body; null without a body.</summary>
    public required TryMedia? Media { get; init; }

    /// <summary>The body; empty for none.</summary>
    public required string Body { get; init; }

    /// <summary>Returns the examples of a form.</summary>
    public static TryInput ExamplesOf(TryForm form) => new()
    {
        Values = form.Fields.ToDictionary(field => field.Key, field => field.Example, StringComparer.Ordinal),
        Target = FirstOf(form.Targets),
        Media = FirstOf(form.Media),
        Body = FirstOf(form.Media)?.Example ?? "",
    };

    /// <summary>Reads the fields of a form.</summary>
    public static TryInput Read(TryForm form, IFormCollection fields)
    {
        string First(string key) => fields[key] is [{ } text, ..] ? text : "";
        return new TryInput
        {
            Values = form.Fields.ToDictionary(field => field.Key, field => First(field.Key), StringComparer.Ordinal),
            Target = form.Targets.FirstOrDefault(target => target.Name == First("to")) ?? FirstOf(form.Targets),
            Media = form.Media.FirstOrDefault(media => media.Name == First("media")) ?? FirstOf(form.Media),

            // Browsers send the lines of a text with CR LF.
            Body = form.HasBody ? First("body").Replace("\r\n", "\n", StringComparison.Ordinal) : "",
        };
    }

    private static T? FirstOf<T>(IReadOnlyList<T> list)
        where T : class
        => list is [var first, ..] ? first : null;
}
