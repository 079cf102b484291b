using System.Globalization;
using GatewayKit.Plugins;

namespace GatewayKit.Loading.Copies;

/// <summary>
/// The private copies that plugins run from: a temporary directory that only this user can read, with a folder for
/// each version of each plugin. Its lock file tells other processes whether this process is still alive.
/// </summary>
internal sealed class PluginWorkspace : IDisposable
{
    private const string Prefix = "gatewaykit-plugins-";
    private const string LockName = ".lock";
    private const int MaxAttempts = 100;

    private string? _root;
    private FileStream? _lock;
    private int _generation;
    private bool _isDisposed;

    /// <summary>Copies a plugin's files.</summary>
    /// <param name="content">The files.</param>
    /// <param name="name">The plugin folder's name.</param>
    /// <param name="fingerprint">The fingerprint of the files when they were listed.</param>
    /// <returns>The folder with the copies.</returns>
    /// <exception cref="PluginModuleException">The files changed while they were copied.</exception>
    /// <exception cref="PluginWorkspaceException">The temporary folder isn't writable.</exception>
    public string Copy(FolderContent content, string name, string fingerprint)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _root ??= CreateOrExplain();
        _generation++;
        var copy = Path.Combine(_root, _generation.ToString(CultureInfo.InvariantCulture), name);
        try
        {
            content.CopyTo(copy);
            if (FolderContent.Read(copy).Hash().Fingerprint != fingerprint)
                throw new PluginModuleException("the plugin's files changed while they were copied.");
        }
        catch
        {
            Delete(copy);
            throw;
        }

        return copy;
    }

    /// <summary>Deletes a copy. If the system locks loaded files until the load context is collected,
    /// the copy stays until the process ends.</summary>
    public static void Delete(string copy) => TryDelete(Path.GetDirectoryName(copy)!);

    public void Dispose()
    {
        _isDisposed = true;
        _lock?.Dispose();
        if (_root is not null)
            TryDelete(_root);
    }

    private string CreateOrExplain()
    {
        try
        {
            return Create();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PluginWorkspaceException(
                $"plugins run from private copies, and the temporary folder '{Path.GetTempPath()}' isn't writable: {error.Message} "
                + "Set TMPDIR to a writable folder, such as a mounted tmpfs or an emptyDir volume.", error);
        }
    }

    private string Create()
    {
        DeleteStale();
        for (var attempt = 1; ; attempt++)
        {
            var root = Directory.CreateTempSubdirectory(Prefix).FullName;
            if (TryLock(root, attempt < MaxAttempts))
                return root;
        }
    }

    // Unix opens and locks a file in two steps. In between, another process that cleans up stale directories may take the lock
    // and delete the directory. This process then holds the lock of a file that no longer exists.
    private bool TryLock(string root, bool mayFail)
    {
        try
        {
            var file = OpenLock(root, FileMode.CreateNew);
            if (File.Exists(file.Name))
            {
                _lock = file;
                return true;
            }

            file.Dispose();
        }
        catch (IOException) when (mayFail)
        {
            TryDelete(root);
        }

        return false;
    }

    /// <summary>Deletes the directories that other processes left behind.</summary>
    // If a directory's lock is free, its process has ended. A directory without a lock file may be under construction.
    internal static void DeleteStale()
    {
        foreach (var directory in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(Prefix + "*"))
        {
            if (directory.LinkTarget is not null)
                continue;

            try
            {
                // Deleted while the lock is held, so that a process that gets the lock later doesn't use the deleted directory.
                using var stale = OpenLock(directory.FullName, FileMode.Open);
                TryDelete(directory.FullName);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            // Windows doesn't delete open files.
            TryDelete(directory.FullName);
        }
    }

    private static FileStream OpenLock(string root, FileMode mode)
        => new(Path.Combine(root, LockName), mode, FileAccess.ReadWrite, FileShare.None);

    private static void TryDelete(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The directory is in use or already deleted; the next start tries again.
        }
    }
}
