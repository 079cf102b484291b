namespace GatewayKit.Plugins.FileLog;

/// <summary>Checks at load time that a file can be written.</summary>
internal static class FileCheck
{
    /// <exception cref="PluginOptionsException">The file can't be written.</exception>
    public static void ThrowIfUnwritable(string path, string configured)
    {
        if (ErrorOf(path) is { } error)
            throw new PluginOptionsException([new OptionsError("path", $"is {HeaderOptions.Quoted(configured)}, {error}")]);
    }

    private static string? ErrorOf(string path)
    {
        if (Directory.Exists(path))
            return "which is a folder; it must be a file";
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            return "whose folder doesn't exist";

        try
        {
            if (File.Exists(path))
            {
                // Opened for reading, too: a named pipe would block until it has a reader.
                using var file = File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
                if (!file.CanSeek)
                    return "which isn't a regular file; stdout-log writes to standard output";
            }

            // The folder must accept files, too: rotation renames them.
            var probe = $"{path}.{Guid.NewGuid():n}.tmp";
            File.Open(probe, FileMode.CreateNew, FileAccess.Write).Dispose();
            File.Delete(probe);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return "which can't be written; check the permissions of the file and its folder";
        }
    }
}
