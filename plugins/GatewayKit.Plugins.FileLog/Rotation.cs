using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace GatewayKit.Plugins.FileLog;

/// <summary>
/// Begins new files. An earlier file is <c>NAME.TIME.EXT</c>, with the time at which it ended in UTC; files with other names are never
/// touched. The time of the last write decides about the period of a file, so that a restart doesn't matter.
/// </summary>
internal sealed partial class Rotation(string path, FileLogOptions options)
{
    private const string Compressed = ".gz";
    private const string Partial = ".gz.tmp";
    private const int MaxSameTime = 1000;
    private const int StampLength = 21;

    private readonly string _folder = Path.GetDirectoryName(path)!;
    private readonly string _name = Path.GetFileNameWithoutExtension(path);
    private readonly string _extension = Path.GetExtension(path);
    private int _hasUncompressed;

    public long MaxSize => options.MaxSize.Bytes;

    /// <summary>Gets whether a file was renamed since the last <see cref="CompressAsync(CancellationToken)"/>.</summary>
    public bool HasUncompressed => Volatile.Read(ref _hasUncompressed) != 0;

    /// <summary>Begins a new file if the current one is too large for a line, or of another period.</summary>
    public void RotateIfDue(DateTime now, int length)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length == 0
            || (file.Length + length <= MaxSize && PeriodOf(file.LastWriteTimeUtc) == PeriodOf(now)))
            return;

        if (options.MaxFiles == 0)
        {
            file.Delete();
            return;
        }

        // The name has the time of the last line if another period has begun: that is the file's own.
        var ended = PeriodOf(file.LastWriteTimeUtc) == PeriodOf(now) ? now : file.LastWriteTimeUtc;
        var target = FreeName(ended);
        file.MoveTo(target);
        if (options.Compress)
            Volatile.Write(ref _hasUncompressed, 1);
        DeleteOld();
    }

    /// <summary>
    /// Compresses the earlier files, also those that couldn't be compressed before, and those of an earlier process. One that can't be
    /// compressed stays as it is until the next file begins.
    /// </summary>
    public async ValueTask CompressAsync(CancellationToken cancellation)
    {
        while (Interlocked.Exchange(ref _hasUncompressed, 0) != 0)
        {
            foreach (var file in Uncompressed())
                await TryCompressAsync(file, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task TryCompressAsync(string file, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return;

        FileStream? target = null;
        try
        {
            target = new FileStream(file + Partial, FileMode.Create, FileAccess.Write);
            await CompressAsync(file, target, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            // Without a target, the partial file is that of another entry.
            if (target is not null)
                File.Delete(file + Partial);
        }
    }

    private static async Task CompressAsync(string file, FileStream target, CancellationToken cancellation)
    {
        await using (target.ConfigureAwait(false))
        {
            var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await using (source.ConfigureAwait(false))
            {
                var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true);
                await using (gzip.ConfigureAwait(false))
                    await source.CopyToAsync(gzip, cancellation).ConfigureAwait(false);
            }
        }

        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file + Partial, File.GetUnixFileMode(file));
        File.Move(file + Partial, file + Compressed, overwrite: true);
        File.Delete(file);
    }

    private List<string> Uncompressed()
        => [.. Directory.EnumerateFiles(_folder, _name + ".*")
            .Select(Path.GetFileName)
            .Where(file => IsEarlier(file!) && file!.Length == _name.Length + StampLength + _extension.Length
                && file.EndsWith(_extension, StringComparison.Ordinal))
            .Select(file => Path.Combine(_folder, file!))];

    private string FreeName(DateTime time)
    {
        var stamp = time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        for (var number = 0; number < MaxSameTime; number++)
        {
            var name = Path.Combine(_folder, $"{_name}.{stamp}-{number:000}{_extension}");
            if (!File.Exists(name) && !File.Exists(name + Compressed))
                return name;
        }

        throw new IOException($"More than {MaxSameTime} files were rotated within a second.");
    }

    private void DeleteOld()
    {
        var files = Directory.EnumerateFiles(_folder, _name + ".*")
            .Select(Path.GetFileName)
            .Where(IsEarlier!)
            .GroupBy(file => file![..(_name.Length + StampLength)], StringComparer.Ordinal)
            .OrderByDescending(group => group.Key, StringComparer.Ordinal)
            .Skip(options.MaxFiles)
            .SelectMany(group => group);
        foreach (var file in files.ToList())
            File.Delete(Path.Combine(_folder, file!));
    }

    private bool IsEarlier(string file)
        => file.Length >= _name.Length + StampLength
            && file.StartsWith(_name, StringComparison.Ordinal)
            && Stamp().IsMatch(file.AsSpan(_name.Length, StampLength))
            && file[(_name.Length + StampLength)..] is var rest
            && (rest == _extension || rest == _extension + Compressed || rest == _extension + Partial);

    private long PeriodOf(DateTime time) => options.Rotate switch
    {
        RotationPeriod.Hour => time.Ticks / TimeSpan.TicksPerHour,
        RotationPeriod.Day => time.Ticks / TimeSpan.TicksPerDay,
        _ => 0,
    };

    [GeneratedRegex(@"^\.[0-9]{8}T[0-9]{6}Z-[0-9]{3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Stamp();
}
