namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>Thrown when references expand a document beyond its limit. Ends the reading.</summary>
internal sealed class TooLargeException()
    : Exception("The document has too many parts or too long names, counting each use of a reference.");
