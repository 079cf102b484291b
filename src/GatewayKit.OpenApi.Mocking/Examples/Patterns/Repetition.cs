namespace GatewayKit.OpenApi.Mocking.Examples.Patterns;

/// <summary>A repeated part.</summary>
internal sealed class Repetition(PatternPart part, int minimum, int maximum) : PatternPart
{
    private const int Usual = 6;

    public override int Least { get; } = Multiply(part.Least, minimum);

    public override int Greatest { get; } = Multiply(part.Greatest, maximum);

    public override int Natural { get; } = Multiply(part.Natural, Math.Clamp(part is Characters ? Usual : 1, minimum, maximum));

    public override void Write(PatternText text, int length)
    {
        if (part.Greatest == 0 || (length == 0 && part.Least == 0))
        {
            if (minimum > 0)
                part.Write(text, 0);
            return;
        }
        long fewest = Math.Max(minimum, (length + part.Greatest - 1) / part.Greatest);
        long most = Math.Min(maximum, part.Least == 0 ? Math.Max(fewest, length) : length / part.Least);
        var count = Math.Clamp(length / Math.Max(1, part.Natural), fewest, Math.Max(fewest, most));
        for (var rest = count - 1; rest >= 0 && !text.IsFull; rest--)
        {
            var share = text.Share(part, length - (rest * part.Greatest), length - (rest * part.Least));
            part.Write(text, share);
            text.Step();
            length -= share;
        }
    }
}
