using System.Buffers;
using System.Security;

namespace GatewayKit.OpenApi.Fixtures;

/// <summary>
/// The format of fixtures: one JSON document that people read, compare and edit. The member <c>fixtures</c> is the format's version, 1;
/// <c>operations</c> has a list of exchanges for each operation. Comments and trailing commas are allowed.
/// </summary>
public static class FixtureFile
{
    /// <summary>The format's version.</summary>
    public const int Version = 1;

    /// <summary>The maximum size of a file in bytes: 64 MB.</summary>
    public const int MaxLength = 64 << 20;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>The fixtures, or all errors with their locations. A file that can't be read is an error.</returns>
    public static FixtureResult Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var name = Path.GetFileName(path);
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > MaxLength }
                ? Reject(name, $"The file is longer than {MaxLength >> 20} MB.")
                : Parse(File.ReadAllBytes(path), name);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return Reject(name, "The file doesn't exist.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException)
        {
            return Reject(name, "The file can't be read.");
        }
    }

    /// <summary>Reads fixtures.</summary>
    /// <param name="utf8">The text of a file, in UTF-8.</param>
    /// <param name="name">The name of the file in messages.</param>
    public static FixtureResult Parse(ReadOnlyMemory<byte> utf8, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return utf8.Length > MaxLength
            ? Reject(name, $"The file is longer than {MaxLength >> 20} MB.")
            : new FixtureReader(utf8, name).Read();
    }

    /// <summary>Writes fixtures: operations sorted by key, the exchanges of each in the given order.</summary>
    /// <param name="fixtures">The fixtures.</param>
    /// <returns>The text of the file, in UTF-8.</returns>
    public static ReadOnlyMemory<byte> Write(IEnumerable<Fixture> fixtures)
    {
        ArgumentNullException.ThrowIfNull(fixtures);
        var buffer = new ArrayBufferWriter<byte>();
        FixtureWriter.WriteDocument(fixtures, buffer);
        return buffer.WrittenMemory;
    }

    private static FixtureResult Reject(string name, string message) => new(null, [new OpenApiError(name, "", 1, 1, message)]);
}
