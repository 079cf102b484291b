namespace GatewayKit.JsonSchema.Evaluation;

/// <summary>The evaluated properties or items of an instance: a range of bits, one per property or item in order. The default value doesn't
/// record anything.</summary>
internal readonly record struct Marks(int Start, int Count)
{
    public bool AreKept => Count > 0;

    public int Words => (Count + 63) >> 6;
}
