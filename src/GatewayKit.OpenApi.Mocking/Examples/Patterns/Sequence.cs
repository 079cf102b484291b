namespace GatewayKit.OpenApi.Mocking.Examples.Patterns;

/// <summary>A sequence of parts.</summary>
internal sealed class Sequence : PatternPart
{
    private readonly PatternPart[] _parts;

    public Sequence(PatternPart[] parts)
    {
        _parts = parts;
        foreach (var part in parts)
        {
            Least = Add(Least, part.Least);
            Greatest = Add(Greatest, part.Greatest);
            Natural = Add(Natural, part.Natural);
        }
    }

    public override int Least { get; }

    public override int Greatest { get; }

    public override int Natural { get; }

    public override void Write(PatternText text, int length)
    {
        var (least, greatest) = (_parts.Sum(part => (long)part.Least), _parts.Sum(part => (long)part.Greatest));
        foreach (var part in _parts)
        {
            least -= part.Least;
            greatest -= part.Greatest;
            var share = text.Share(part, length - greatest, length - least);
            part.Write(text, share);
            length -= share;
        }
    }
}
