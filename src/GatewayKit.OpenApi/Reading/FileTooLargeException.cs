namespace GatewayKit.OpenApi.Reading;

internal sealed class FileTooLargeException(long allowed) : IOException($"The file is larger than {allowed} bytes, which is what is left of the bounds.");
