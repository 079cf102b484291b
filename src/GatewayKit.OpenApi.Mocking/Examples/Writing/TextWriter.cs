using GatewayKit.OpenApi.Mocking.Examples.Planning;
using GatewayKit.OpenApi.Mocking.Examples.Texts;

namespace GatewayKit.OpenApi.Mocking.Examples.Writing;

/// <summary>Writes strings of a format, for a pattern or of any kind, in the required length.</summary>
internal readonly struct TextWriter(ExampleWriter writer)
{
    private const int Attempts = 24;
    private const int MaxLength = 1 << 17;

    public bool Write(TextShape shape, Inclusion inclusion)
    {
        if (shape.Minimum > MaxLength || shape.Minimum > shape.Maximum || !writer.Work.Spend(1 + (shape.Minimum / 64)))
            return false;
        if (shape.HasPatterns && shape.IsTooShort)
            return false;
        return WriteFormats(shape) || (shape.HasPatterns ? WritePatterns(shape) : WritePlain(shape, inclusion));
    }

    private bool WriteFormats(TextShape shape)
    {
        foreach (var format in shape.Formats)
        {
            var text = writer.Varies || writer.Shift > 0 ? VariedTexts.Find(format, ref writer.Random) : FormatTexts.Find(format);
            if (text is null)
                continue;
            if (TryWrite(shape, text)
                || TryWrite(shape, FittedTexts.Short(format))
                || TryWrite(shape, FittedTexts.Long(format, shape.Minimum)))
                return true;
        }
        return false;
    }

    private bool WritePatterns(TextShape shape)
    {
        if (writer.Varies && writer.Kind != TextKind.Unknown && TryWrite(shape, PlausibleTexts.Find(writer.Kind, ref writer.Random)))
            return true;
        for (var attempt = 0; attempt < Attempts && shape.Patterns.Count > 0; attempt++)
        {
            var pattern = shape.Patterns[attempt % shape.Patterns.Count];
            var text = pattern.Make(
                ref writer.Random, shape.Minimum, Math.Min(shape.Maximum, MaxLength), attempt, writer.Varies || writer.Shift > 0);
            if (!writer.Work.Spend(1 + (text.Length / 32)))
                return false;
            if (Allows(shape, text))
                return Put(text);
        }
        return false;
    }

    private bool WritePlain(TextShape shape, Inclusion inclusion)
    {
        var text = inclusion == Inclusion.Some && writer.Random.Chance(70)
            ? new string('a', writer.Random.Between(shape.Minimum, Math.Min(shape.Maximum, shape.Minimum + 20)))
                : writer.Varies ? PlausibleTexts.Find(writer.Kind, ref writer.Random) ?? PlausibleTexts.Word(ref writer.Random)
                : writer.Shift == 0 ? "string" : $"string{writer.Shift}";
        return TryWrite(shape, Fit(text, shape, keepsEnd: writer.Shift > 0)) || TryWrite(shape, Fit("string", shape, keepsEnd: false));
    }

    /// <summary>Repeats or truncates a text. The addition of a shift is at the end, and may have to stay.</summary>
    private static string Fit(string text, TextShape shape, bool keepsEnd)
    {
        var length = text.Length > shape.Maximum ? shape.Maximum : Math.Max(text.Length, shape.Minimum);
        while (text.Length < length)
            text += text.Length == 0 ? "string" : text;
        return keepsEnd ? text[^length..] : text[..length];
    }

    private bool TryWrite(TextShape shape, string? text) => text is not null && Allows(shape, text) && Put(text);

    private bool Allows(TextShape shape, string text)
    {
        var allowed = shape.Allows(text);
        if (allowed is null)
            writer.Work.GiveUp(); // Each further attempt would take as long.
        return allowed == true;
    }

    private bool Put(string text)
    {
        writer.Buffer.WriteText(text);
        return true;
    }
}
