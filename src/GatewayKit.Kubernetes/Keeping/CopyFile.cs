namespace GatewayKit.Kubernetes.Keeping;

/// <summary>The file of the copy. Only its owner can read it, because it has Secrets. Its time of change is the last time when the copy
/// was known to be current.</summary>
internal sealed class CopyFile(KeptCopySettings settings)
{
    private const string Name = "cluster.copy";
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderMode = FileMode | UnixFileMode.UserExecute;

    private readonly string _path = Path.Combine(settings.Folder ?? "", Name);

    /// <summary>Replaces the copy: a crash leaves either the new or the old one.</summary>
    /// <exception cref="IOException">The file can't be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file can't be written.</exception>
    /// <exception cref="InvalidDataException">The copy is too large.</exception>
    public async Task WriteAsync(KeptState state, DateTimeOffset time, CancellationToken cancellation)
    {
        CreateFolder();
        var temporary = _path + ".tmp";
        File.Delete(temporary);
        try
        {
            await using (var stream = new FileStream(temporary, NewFile()))
            {
                await new CopyWriter(settings.MaxSize).WriteAsync(stream, state, settings.Cluster, cancellation).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }

            File.SetLastWriteTimeUtc(temporary, time.UtcDateTime);
            File.Move(temporary, _path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Notes that the copy is still current.</summary>
    public void Confirm(DateTimeOffset time) => File.SetLastWriteTimeUtc(_path, time.UtcDateTime);

    /// <summary>Reads the copy.</summary>
    /// <returns>The copy; null if there is none.</returns>
    /// <exception cref="InvalidDataException">The copy can't be used; the message says why.</exception>
    public async Task<KeptCopy?> ReadAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (!File.Exists(_path))
            return null;
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(_path) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0)
            throw new InvalidDataException("Other users can read or change it.");

        await using var stream = new FileStream(_path, new FileStreamOptions { Options = FileOptions.SequentialScan });
        if (stream.Length > settings.MaxSize)
            throw new InvalidDataException($"It is larger than {settings.MaxSize} bytes.");

        var time = new DateTimeOffset(File.GetLastWriteTimeUtc(_path));
        if (now - time > settings.MaxAge)
            throw new InvalidDataException($"It is too old: it was current at {time:u}, more than {settings.MaxAge} ago.");
        return await new CopyReader(settings.MaxSize).ReadAsync(stream, settings.Cluster, time, cancellation).ConfigureAwait(false);
    }

    private static FileStreamOptions NewFile()
    {
        var options = new FileStreamOptions
        {
            Mode = System.IO.FileMode.CreateNew,
            Access = FileAccess.Write,
            Options = FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = FileMode;
        return options;
    }

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(settings.Folder!);
        else
            Directory.CreateDirectory(settings.Folder!, FolderMode);
    }
}
