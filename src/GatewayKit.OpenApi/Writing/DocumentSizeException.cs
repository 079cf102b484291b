namespace GatewayKit.OpenApi.Writing;

/// <summary>Thrown when a document becomes larger than its limit. It ends the writing, and doesn't leave the writer.</summary>
internal sealed class DocumentSizeException : Exception;
