using System.Buffers;

namespace GatewayKit.Acme.Storage;

/// <summary>A folder, which several nodes can share. Its files are readable for their owner only.</summary>
internal sealed class FileAcmeStorage(string folder, TimeProvider time) : IAcmeStorage
{
    private const int MaximumSize = 1024 * 1024;

    private static readonly SearchValues<char> s_nameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");

    public ValueTask<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
        => new(Try(name, path =>
        {
            try
            {
                using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                var content = new byte[file.Length <= MaximumSize ? file.Length : throw new IOException("It is larger than 1 MB.")];
                file.ReadExactly(content);
                return content;
            }
            catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
        }));

    public ValueTask WriteAsync(string name, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        Try<object?>(name, path =>
        {
            PrivateFile.CreateFolder(Path.GetDirectoryName(path)!);
            PrivateFile.Replace(path, value.Span);
            return null;
        });
        return ValueTask.CompletedTask;
    }

    public ValueTask<IAsyncDisposable?> TryLockAsync(string name, TimeSpan duration, CancellationToken cancellationToken)
        => new(Try(name, path => FileLock.TryTake(path, duration, time)));

    private T Try<T>(string name, Func<string, T> use)
    {
        var path = PathOf(name);
        try
        {
            return use(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException
            or ArgumentOutOfRangeException)
        {
            // .NET reports a file size limit of the process (RLIMIT_FSIZE) as an argument out of range.
            throw new AcmeStorageException($"The file '{path}' of the ACME storage can't be used: {error.Message}", error);
        }
    }

    private string PathOf(string name)
    {
        var segments = name.Split('/');
        if (Array.Exists(segments, s => s.Length == 0 || s[0] == '.' || s.AsSpan().ContainsAnyExcept(s_nameCharacters)))
            throw new ArgumentException($"'{name}' isn't a valid name.", nameof(name));

        return Path.Combine([folder, .. segments]);
    }
}
