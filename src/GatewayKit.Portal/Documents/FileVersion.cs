using GatewayKit.Configuration.Sources;

namespace GatewayKit.Portal.Documents;

/// <summary>The version of a file. Links are followed: in a ConfigMap of Kubernetes, only the folder behind the links changes.</summary>
internal readonly record struct FileVersion(string Path, FileStamp Stamp)
{
    /// <summary>The time that a file system may need to show a change in its time stamps.</summary>
    private static readonly TimeSpan s_resolution = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns the current version of a file.</summary>
    public static FileVersion Of(string path) => new(path, FileContent.Stamp(path));

    /// <summary>Returns the version of a file that has just been read, with a stamp that isn't current if it may have changed
    /// since.</summary>
    /// <param name="path">The file.</param>
    /// <param name="since">The time before the file was read, UTC.</param>
    public static FileVersion OfRead(string path, DateTime since)
    {
        var stamp = FileContent.Stamp(path);
        return new FileVersion(path, (stamp.Changed ?? stamp.Written) > since - s_resolution ? default : stamp);
    }
}
