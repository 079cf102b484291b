namespace GatewayKit.OpenApi.Mocking.Examples.Patterns;

/// <summary>One of several alternatives.</summary>
internal sealed class Alternation(PatternPart[] parts) : PatternPart
{
    public override int Least { get; } = parts.Min(part => part.Least);

    public override int Greatest { get; } = parts.Max(part => part.Greatest);

    public override int Natural => parts[0].Natural;

    public override void Write(PatternText text, int length)
    {
        var start = text.Varies ? text.Below(parts.Length) : 0;
        var nearest = parts[start];
        for (var i = 0; i < parts.Length; i++)
        {
            var part = parts[(start + i) % parts.Length];
            if (Distance(part, length) < Distance(nearest, length))
                nearest = part;
        }
        nearest.Write(text, Math.Clamp(length, nearest.Least, nearest.Greatest));
    }

    private static int Distance(PatternPart part, int length) => Math.Max(0, Math.Max(part.Least - length, length - part.Greatest));
}
