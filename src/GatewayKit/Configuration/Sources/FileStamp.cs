namespace GatewayKit.Configuration;

/// <summary>What tells most versions of a file apart without reading it.</summary>
/// <param name="Length">Its length in bytes; -1 if it can't be opened.</param>
/// <param name="Written">When it was last written, UTC.</param>
internal readonly record struct FileStamp(long Length, DateTime Written)
{
    public static readonly FileStamp None = new(-1, default);
}
