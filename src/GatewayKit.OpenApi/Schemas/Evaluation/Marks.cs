namespace GatewayKit.OpenApi.Schemas.Evaluation;

/// <summary>Which properties or items of an instance have been evaluated: a range of bits of the evaluation, one for every
/// property or item in order. The default has none: nobody asks.</summary>
internal readonly record struct Marks(int Start, int Count)
{
    public bool AreKept => Count > 0;

    public int Words => (Count + 63) >> 6;
}
