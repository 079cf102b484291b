namespace GatewayKit.Configuration.Sources;

/// <summary>The state of a file, which distinguishes its versions without reading it. Links are followed.</summary>
/// <param name="Length">The length in bytes; -1 if the file can't be found or opened.</param>
/// <param name="Written">The time of the last write, UTC. Tools such as <c>rsync -t</c> can set it to any value.</param>
internal readonly record struct FileStamp(long Length, DateTime Written)
{
    public static readonly FileStamp None = new(-1, default);

    /// <summary>The time of the last change of content or metadata, UTC. Tools can't set it.
    /// Null if the system doesn't report it.</summary>
    public DateTime? Changed { get; init; }

    /// <summary>The device and inode of the file that the path leads to; default if the system doesn't report them.</summary>
    public (ulong Device, ulong Inode) Identity { get; init; }

    /// <summary>Gets whether the file is a pipe, a socket or a terminal, which can be read only once.</summary>
    public bool IsStream { get; init; }

    /// <summary>Gets whether equal stamps mean equal content, apart from changes within one tick of the file system's clock.</summary>
    public bool IsExact => Changed is not null || this == None;
}
