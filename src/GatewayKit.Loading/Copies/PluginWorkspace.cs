using System.Globalization;
using GatewayKit.Plugins;

namespace GatewayKit.Loading.Copies;

/// <summary>
/// The private copies that plugins run from: a temporary directory that only this user can read, with one folder for
/// each version of each plugin. A lock file in it tells other processes whether this one is still alive.
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
    /// <param name="fingerprint">What the files' fingerprint was when they were listed.</param>
    /// <returns>The folder with the copies.</returns>
    /// <exception cref="PluginModuleException">The files were changed meanwhile.</exception>
    /// <exception cref="PluginWorkspaceException">There is no temporary folder to write to.</exception>
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
                throw new PluginModuleException("its files were changed while they were copied.");
        }
        catch
        {
            Delete(copy);
            throw;
        }

        return copy;
    }

    /// <summary>Deletes a copy. Where the system holds a loaded file until the load context is collected, it stays until the process ends.</summary>
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
                $"plugins run from private copies, and the temporary folder '{Path.GetTempPath()}' can't be written to: {error.Message} "
                + "Set TMPDIR to a folder that can, such as a mounted tmpfs or an emptyDir volume.", error);
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

    // Unix opens a file and locks it in two steps. Whoever looks for stale directories may come in between, take the lock and
    // delete the directory; who then gets the lock has that of a file that is gone.
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

    /// <summary>Deletes what processes have left behind.</summary>
    // A directory whose lock is free belongs to a process that is gone. One without a lock file may be coming into being.
    internal static void DeleteStale()
    {
        foreach (var directory in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(Prefix + "*"))
        {
            if (directory.LinkTarget is not null)
                continue;

            try
            {
                // Deleted under the lock, so that nobody who gets the lock later believes the directory to be there.
                using var stale = OpenLock(directory.FullName, FileMode.Open);
                TryDelete(directory.FullName);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            // Windows deletes no file that is open.
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
            // It is in use or gone; the next start tries again.
        }
    }
}
