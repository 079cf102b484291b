namespace GatewayKit.Portal.Documents;

/// <summary>The version of a file, by its size and time.</summary>
internal readonly record struct FileVersion(string Path, long Size, DateTime Written)
{
    public static FileVersion Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileVersion(path, file.Length, file.LastWriteTimeUtc) : new FileVersion(path, -1, default);
    }
}
