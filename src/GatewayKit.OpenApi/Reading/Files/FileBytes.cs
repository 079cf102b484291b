namespace GatewayKit.OpenApi.Reading.Files;

internal static class FileBytes
{
    /// <summary>Reads the bytes of a file.</summary>
    /// <exception cref="FileTooLargeException">The file exceeds the limit.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static byte[] Read(string path, long allowed)
    {
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        if (length > allowed)
            throw new FileTooLargeException(allowed);
        var bytes = new byte[length];
        var read = 0;
        while (read < bytes.Length && RandomAccess.Read(file, bytes.AsSpan(read), read) is > 0 and var more)
            read += more;
        return read == bytes.Length ? bytes : bytes[..read];
    }
}
