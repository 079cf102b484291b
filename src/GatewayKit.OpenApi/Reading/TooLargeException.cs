namespace GatewayKit.OpenApi.Reading;

/// <summary>What references repeat makes a document larger than it may be. Ends the reading.</summary>
internal sealed class TooLargeException() : Exception("The document has too many parts, or too long names, when what its references repeat is counted.");
