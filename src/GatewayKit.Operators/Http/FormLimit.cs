using Microsoft.AspNetCore.Http.Metadata;

namespace GatewayKit.Operators.Http;

/// <summary>The maximum size of a form, which routing applies.</summary>
internal sealed class FormLimit(long bytes) : IRequestSizeLimitMetadata
{
    public long? MaxRequestBodySize => bytes;
}
