using System.Globalization;
using System.Text;

namespace GatewayKit.Acme.Storage;

/// <summary>
/// A lock between nodes that share a folder. It needs only the exclusive creation of files from the file system:
/// <list type="number">
/// <item>the lock is a folder of numbered files; the highest one has the time until which its creator holds the lock</item>
/// <item>a node that finds this time in the past creates the file with the next number; only one node can</item>
/// <item>it checks that there is no higher number yet, and deletes the lower ones</item>
/// <item>to release the lock, it writes a time in the past</item>
/// </list>
/// </summary>
internal sealed class FileLock : IAsyncDisposable
{
    private readonly string _file;

    private FileLock(string file) => _file = file;

    /// <summary>Tries to take the lock.</summary>
    /// <param name="folder">The folder of the lock.</param>
    /// <param name="duration">How long the lock is held unless it is released.</param>
    /// <param name="time">The clock. The clocks of the nodes may differ by less than the duration.</param>
    /// <returns>The lock; null if another node holds it.</returns>
    /// <exception cref="IOException">The folder can't be used, for example because the disk is full.</exception>
    public static IAsyncDisposable? TryTake(string folder, TimeSpan duration, TimeProvider time)
        => TryTake(folder, duration, time, PrivateFile.Create);

    /// <param name="folder">The folder of the lock.</param>
    /// <param name="duration">How long the lock is held.</param>
    /// <param name="time">The clock.</param>
    /// <param name="create">Creates a file, or throws if it exists.</param>
    internal static IAsyncDisposable? TryTake(string folder, TimeSpan duration, TimeProvider time, Func<string, Stream> create)
    {
        PrivateFile.CreateFolder(folder);
        var highest = Highest(folder);
        if (highest > 0 && Ends(PathOf(folder, highest), duration) > time.GetUtcNow())
            return null;

        var (number, file) = (highest + 1, PathOf(folder, highest + 1));
        Stream stream;
        try
        {
            stream = create(file);
        }
        catch (IOException) when (File.Exists(file))
        {
            return null;
        }

        try
        {
            using (stream)
                stream.Write(Text(time.GetUtcNow() + duration));
        }
        catch
        {
            // Otherwise, an empty file would look like the lock of another node.
            File.Delete(file);
            throw;
        }

        if (Highest(folder) > number)
        {
            File.Delete(file);
            return null;
        }

        foreach (var lower in Numbers(folder).Where(other => other < number))
            File.Delete(PathOf(folder, lower));
        return new FileLock(file);
    }

    /// <summary>Releases the lock.</summary>
    public ValueTask DisposeAsync()
    {
        try
        {
            if (File.Exists(_file))
                PrivateFile.Replace(_file, Text(DateTimeOffset.UnixEpoch));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The lock then ends by its time.
        }

        return ValueTask.CompletedTask;
    }

    // A node that has just created the file may not have written the time yet, or has died before it could.
    private static DateTimeOffset Ends(string file, TimeSpan duration)
    {
        try
        {
            return DateTimeOffset.TryParseExact(
                File.ReadAllText(file), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var ends)
                ? ends
                : File.GetLastWriteTimeUtc(file) + duration;
        }
        catch (FileNotFoundException)
        {
            // Another node has just taken the lock.
            return DateTimeOffset.MaxValue;
        }
    }

    private static byte[] Text(DateTimeOffset ends) => Encoding.ASCII.GetBytes(ends.ToString("O", CultureInfo.InvariantCulture));

    private static long Highest(string folder) => Numbers(folder).DefaultIfEmpty().Max();

    private static long[] Numbers(string folder)
        => [.. Directory.EnumerateFiles(folder)
            .Select(file => long.TryParse(Path.GetFileName(file), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0)
            .Where(number => number > 0)];

    private static string PathOf(string folder, long number)
        => Path.Combine(folder, number.ToString(CultureInfo.InvariantCulture));
}
