namespace GatewayKit.Configuration.Sources;

/// <summary>The state of a file that tells its versions apart without reading it. Links are followed.</summary>
/// <param name="Length">The length in bytes; -1 if the file can't be found or opened.</param>
/// <param name="Written">When the content was last written, UTC. Tools such as <c>rsync -t</c> set it as they like.</param>
internal readonly record struct FileStamp(long Length, DateTime Written)
{
    public static readonly FileStamp None = new(-1, default);

    /// <summary>When anything about the file last changed, UTC, which no tool can set; null where the system doesn't report it.</summary>
    public DateTime? Changed { get; init; }

    /// <summary>The device and inode of the file that the path leads to; default where the system doesn't report them.</summary>
    public (ulong Device, ulong Inode) Identity { get; init; }

    /// <summary>Whether it is a pipe, a socket or a terminal: what is read from it is gone.</summary>
    public bool IsStream { get; init; }

    /// <summary>Whether equal stamps mean equal content, apart from changes within one tick of the file system's clock.</summary>
    public bool IsExact => Changed is not null || this == None;
}
