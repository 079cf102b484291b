namespace GatewayKit.OpenApi.Reading;

internal static class FileBytes
{
    /// <summary>The bytes of a file.</summary>
    /// <exception cref="FileTooLargeException">It has more than are allowed.</exception>
    /// <exception cref="IOException">It can't be read.</exception>
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
