using System.Text;
using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Reads and writes the form in the body of a request.</summary>
/// <param name="limit">The maximum length of a body: encoded, decoded and changed.</param>
internal sealed class FormRequest(ByteSize limit)
{
    private const string MediaType = "application/x-www-form-urlencoded";

    /// <summary>Returns whether a request has a form in its body. Doesn't allocate.</summary>
    public static bool IsIn(HttpContext http)
        => MediaTypeName.Is(http.Request.ContentType, MediaType) && WholeRequest.HasBody(http);

    /// <returns>The fields; null if the body is empty.</returns>
    /// <exception cref="ConversionException">The body isn't valid, or has too many fields.</exception>
    public async ValueTask<FormFields?> ReadAsync(GatewayContext context, ContentCoding coding)
    {
        var text = await WholeRequest.ReadAsync(context, coding, limit).ConfigureAwait(false);
        return text.IsEmpty ? null : FormText.Parse(text.Span);
    }

    /// <summary>Replaces the body.</summary>
    /// <exception cref="ConversionException">The form is too long, or has too many fields.</exception>
    public void Write(GatewayContext context, FormFields form, ContentCoding coding)
    {
        if (form.Count > FormText.MaxFields)
        {
            throw new ConversionException(
                ConversionFailure.TooLarge, $"would have more than {FormText.MaxFields} fields after the changes");
        }

        var text = form.ToString();
        if (Encoding.UTF8.GetByteCount(text) > limit.Bytes)
            throw ConversionException.TooLarge();

        WholeRequest.Write(context, Encoding.UTF8.GetBytes(text), coding, context.Http.Request.ContentType);
    }
}
