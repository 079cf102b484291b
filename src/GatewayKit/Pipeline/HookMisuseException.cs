namespace GatewayKit.Pipeline;

/// <summary>Thrown when a hook does something that only the pipeline may do. The message contains the alternative.</summary>
internal sealed class HookMisuseException(string message, Exception? innerException = null)
    : InvalidOperationException(message, innerException)
{
    public static HookMisuseException Writes() => new(
        "A hook can't write the response. Describe a response with HookResult.Respond(GatewayResponse), or change a response's body in a "
            + "response hook with WrapResponseBody.");

    public static HookMisuseException ReplacesBody() => new(
        "The hook replaced the response's body. Change it in a response hook with WrapResponseBody, or read it with "
            + "BufferResponseBodyAsync.");

    public static HookMisuseException Starts() => new(
        "The hook started the response itself. Describe a response with HookResult.Respond(GatewayResponse).");

    public static HookMisuseException SetsStatus(int status) => new(
        $"The hook set the response's status to {status} and let the request continue. Respond with HookResult.Respond(new "
            + $"GatewayResponse({status})), or change the status of a response in a response hook.");

    public static HookMisuseException ReadsBody() => new(
        "A hook can't read the request's body directly: the upstream would miss these bytes. Use BufferRequestBodyAsync to read it into "
            + "memory, or WrapRequestBody to read it as it is forwarded.");

    public static HookMisuseException LeavesBodyRead() => new(
        "The hook read the request's body without replacing it: the upstream would miss these bytes. Use BufferRequestBodyAsync to read it "
            + "into memory, or WrapRequestBody to read it as it is forwarded.");

    public static HookMisuseException ReplacesContent() => new(
        "The hook replaced the content of the request to the upstream. Change the request's body in a request hook with WrapRequestBody or "
            + "SetRequestBody.");

    public static HookMisuseException ChangesLength(long length) => new(
        $"The stream around a body of {length} bytes has another length. Don't pass keepsLength for a stream that changes the length.");

    public static HookMisuseException Unwrapped(string method, Exception error) => new(
        $"The function given to {method} failed: {error.Message} It must return a stream to read the body from, not one to write it to.",
        error);

    public static HookMisuseException Unreadable(string method, Stream? stream) => new(
        $"The function given to {method} returned "
            + $"{(stream is null ? "null" : $"a {stream.GetType().Name} that can't be read (CanRead is false)")}. It must return a stream "
            + "to read the body from, not one to write it to.");
}
