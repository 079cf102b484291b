using System.Globalization;
using System.Text;

namespace GatewayKit.AccessLog;

/// <summary>Lines of text with the values of fields.</summary>
internal sealed class TemplateFormat : LogFormat
{
    private readonly (byte[] Literal, FieldWriter? Write, bool IsQuoted)[] _parts;

    public TemplateFormat(string template, FieldCatalog catalog)
    {
        var parts = new List<(byte[], FieldWriter?, bool)>();
        var isQuoted = false;
        foreach (var part in TemplateParts.Of(template))
        {
            if (part.Field is { } field)
                parts.Add(([], catalog.Find(field), isQuoted));
            else
            {
                parts.Add((Encoding.UTF8.GetBytes(part.Literal!), null, false));
                isQuoted ^= part.Literal!.Count(c => c == '"') % 2 == 1;
            }
        }

        _parts = [.. parts];
    }

    public override string ContentType => "text/plain; charset=utf-8";

    public static IEnumerable<OptionsError> Validate(string format, string template)
    {
        var hasFields = false;
        foreach (var part in TemplateParts.Of(template))
        {
            if (part.Error is { } error)
                yield return new OptionsError("format", error);
            else if (part.Field is { } field)
            {
                hasFields = true;
                if (FieldCatalog.ErrorOf(field) is { } reason)
                    yield return new OptionsError("format", reason);
            }
            else if (part.Literal!.Any(CanEndLine))
                yield return new OptionsError("format", "contains a control character, such as a line break; a line must stay a line");
        }

        if (!hasFields)
        {
            yield return new OptionsError("format",
                $"is {HeaderOptions.Quoted(format)}; it must be json, common, combined or a template with fields, such as {{status}}");
        }
    }

    // Also those that only some viewers see as the end of a line, or that hide or reorder what follows.
    private static bool CanEndLine(char c)
        => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    public override LogLine Create() => new TextLine();

    public override void Write(GatewayContext context, LogLine line)
    {
        var text = (TextLine)line;
        text.Begin();
        foreach (var (literal, write, isQuoted) in _parts)
        {
            if (write is null)
                text.Literal(literal);
            else
            {
                text.IsQuoted = isQuoted;
                write(context, text);
            }
        }

        text.End();
    }
}
