using GatewayKit.AccessLog;

namespace GatewayKit.Plugins.HttpLog;

/// <summary>Creates the body of a request.</summary>
internal static class BatchBody
{
    public static ReadOnlyMemory<byte> Of(IReadOnlyList<LogLine> lines, BatchFormat format)
    {
        var length = 2;
        foreach (var line in lines)
            length += line.Length;

        // In an array, a comma replaces the line break of each line but the last.
        var body = new byte[length];
        var end = 0;
        if (format == BatchFormat.Array)
            body[end++] = (byte)'[';
        foreach (var line in lines)
        {
            line.Bytes.CopyTo(body.AsMemory(end));
            end += line.Length;
            if (format == BatchFormat.Array)
                body[end - 1] = (byte)',';
        }

        if (format == BatchFormat.Array)
            body[end - 1] = (byte)']';
        return body.AsMemory(0, end);
    }
}
