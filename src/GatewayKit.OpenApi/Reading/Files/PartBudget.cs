namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>Counts the parts of a document, each time that a reference repeats them, and the text of their locations: a small file can make
/// both grow quadratically.</summary>
internal sealed class PartBudget(long parts)
{
    /// <summary>The cost of an operation, and of a parameter, relative to a plain value.</summary>
    public const int Operation = 100;
    public const int Parameter = 10;

    private const int PlainLength = 64;
    private const int LongLength = 4096;
    private long _left = parts;

    /// <exception cref="TooLargeException">The document exceeds the limit.</exception>
    public void Take(string pointer) => Take(1 + (pointer.Length / (pointer.Length < LongLength ? PlainLength : 4)));

    /// <exception cref="TooLargeException">The document exceeds the limit.</exception>
    public void Take(long count)
    {
        _left -= count;
        if (_left < 0)
            throw new TooLargeException();
    }
}
