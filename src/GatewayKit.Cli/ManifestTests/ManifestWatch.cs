using System.Globalization;

namespace GatewayKit.Cli.ManifestTests;

/// <summary>Notices changes of manifests. It polls, because the notifications of systems don't cover mounted volumes.</summary>
/// <param name="settings">The settings.</param>
internal sealed class ManifestWatch(ManifestTestSettings settings)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(300);

    /// <summary>Calls back after each change, once two successive polls see the same files.</summary>
    public async Task RunAsync(Func<Task> changed, CancellationToken cancellation)
    {
        var (known, last) = (Read(), Read());
        using var timer = new PeriodicTimer(s_interval);
        while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
        {
            var current = Read();
            var isDone = current == last;
            last = current;
            if (!isDone || current == known)
                continue;

            known = current;
            await changed().ConfigureAwait(false);
        }
    }

    /// <summary>Returns the names, sizes and times of the files.</summary>
    private string Read()
    {
        try
        {
            return string.Join('\n', settings.Manifests.SelectMany(FilesOf).Select(file => string.Create(
                CultureInfo.InvariantCulture, $"{file.FullName} {(file.Exists ? file.Length : 0)} {file.LastWriteTimeUtc.Ticks}")));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return error.Message;
        }
    }

    private IEnumerable<FileInfo> FilesOf(string path)
        => path == "-" ? []
            : !Directory.Exists(path) ? [new FileInfo(path)]
            : new DirectoryInfo(path)
                .EnumerateFiles("*", settings.IsRecursive ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
                .OrderBy(file => file.FullName, StringComparer.Ordinal);
}
