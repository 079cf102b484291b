namespace GatewayKit.OpenApi.Reading.Files;

internal sealed class FileTooLargeException(long allowed) : IOException($"The file is larger than the remaining limit of {allowed} bytes.");
