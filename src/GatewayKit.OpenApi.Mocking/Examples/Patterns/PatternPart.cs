namespace GatewayKit.OpenApi.Mocking.Examples.Patterns;

/// <summary>A part of a pattern that can write a matching text.</summary>
internal abstract class PatternPart
{
    /// <summary>Lengths from here on are treated alike, because no text gets as long.</summary>
    public const int Endless = 1 << 20;

    /// <summary>The minimum length in code points.</summary>
    public abstract int Least { get; }

    /// <summary>The maximum length in code points, at most <see cref="Endless"/>.</summary>
    public abstract int Greatest { get; }

    /// <summary>A length that looks natural.</summary>
    public abstract int Natural { get; }

    /// <summary>Writes a text of a length, or as close to it as possible.</summary>
    public abstract void Write(PatternText text, int length);

    protected static int Add(int x, int y) => Math.Min(x + y, Endless);

    protected static int Multiply(int x, int y) => (int)Math.Min((long)x * y, Endless);
}
