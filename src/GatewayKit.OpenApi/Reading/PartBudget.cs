namespace GatewayKit.OpenApi.Reading;

/// <summary>Counts the parts of a document that are looked at, as often as references repeat them, and the text that names their places:
/// a small file can make both grow with its square.</summary>
internal sealed class PartBudget(long parts)
{
    /// <summary>What an operation counts, and a parameter: about as much as they cost beside a plain value.</summary>
    public const int Operation = 100;
    public const int Parameter = 10;

    private const int PlainLength = 64;
    private const int LongLength = 4096;
    private long _left = parts;

    /// <exception cref="TooLargeException">There were too many.</exception>
    public void Take(string pointer) => Take(1 + (pointer.Length / (pointer.Length < LongLength ? PlainLength : 4)));

    /// <exception cref="TooLargeException">There were too many.</exception>
    public void Take(long count)
    {
        _left -= count;
        if (_left < 0)
            throw new TooLargeException();
    }
}
