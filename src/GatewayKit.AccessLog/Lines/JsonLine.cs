using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GatewayKit.AccessLog;

/// <summary>A line in JSON. The writer escapes quotes and control characters, so that a value can't end its line.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable",
    Justification = "The writer writes to this buffer, and has nothing to release.")]
internal sealed class JsonLine : LogLine
{
    private readonly Utf8JsonWriter _json;

    public JsonLine() => _json = new Utf8JsonWriter(
        this, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public void Begin()
    {
        Clear();
        _json.Reset(this);
        _json.WriteStartObject();
    }

    public void Name(JsonEncodedText name) => _json.WritePropertyName(name);

    public void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        this.Write("\n"u8);
    }

    public override void Text(ReadOnlySpan<char> value, int max) => _json.WriteStringValue(Limited(value, max));

    public override void Number(long value) => _json.WriteNumberValue(value);

    public override void Milliseconds(TimeSpan value) => _json.WriteNumberValue(decimal.Round((decimal)value.TotalMilliseconds, 3));

    public override void Nothing() => _json.WriteNullValue();
}
