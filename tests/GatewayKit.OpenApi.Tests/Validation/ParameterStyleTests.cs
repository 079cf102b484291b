using GatewayKit.OpenApi.Content;
using static GatewayKit.OpenApi.ParameterStyle;

namespace GatewayKit.OpenApi.Validation;

/// <summary>The figures of OpenAPI 3.1.0 and 3.1.1, section 4.8.12.4.</summary>
public sealed class ParameterStyleTests
{
    private const string Colors = """["blue","black","brown"]""";
    private const string Channels = """{"R":100,"G":200,"B":150}""";

    [Theory]
    [InlineData(ParameterLocation.Path, Matrix, false, ";color", "")]
    [InlineData(ParameterLocation.Path, Matrix, false, ";color=blue", "blue")]
    [InlineData(ParameterLocation.Path, Matrix, true, ";color", "")]
    [InlineData(ParameterLocation.Path, Matrix, true, ";color=blue", "blue")]
    [InlineData(ParameterLocation.Path, Label, false, ".", "")]
    [InlineData(ParameterLocation.Path, Label, false, ".blue", "blue")]
    [InlineData(ParameterLocation.Path, Label, true, ".blue", "blue")]
    [InlineData(ParameterLocation.Path, Simple, false, "blue", "blue")]
    [InlineData(ParameterLocation.Path, Simple, true, "blue", "blue")]
    [InlineData(ParameterLocation.Query, Form, false, "color=", "")]
    [InlineData(ParameterLocation.Query, Form, false, "color=blue", "blue")]
    [InlineData(ParameterLocation.Query, Form, true, "color=blue", "blue")]
    [InlineData(ParameterLocation.Header, Simple, false, "blue", "blue")]
    [InlineData(ParameterLocation.Header, Simple, true, " blue\t", "blue")]
    [InlineData(ParameterLocation.Cookie, Form, false, "a=b; color=blue", "blue")]
    [InlineData(ParameterLocation.Cookie, Form, true, "color = \"blue\" ;a", "blue")]
    public void A_text_is_read_in_every_style(ParameterLocation place, ParameterStyle style, bool explode, string raw, string value)
        => Holds(place, style, explode, raw, """{"type":"string"}""", $"\"{value}\"");

    [Theory]
    [InlineData(ParameterLocation.Path, Matrix, false, ";color=blue,black,brown")]
    [InlineData(ParameterLocation.Path, Matrix, true, ";color=blue;color=black;color=brown")]
    [InlineData(ParameterLocation.Path, Label, false, ".blue.black.brown")]
    [InlineData(ParameterLocation.Path, Label, false, ".blue,black,brown")]
    [InlineData(ParameterLocation.Path, Label, true, ".blue.black.brown")]
    [InlineData(ParameterLocation.Path, Simple, false, "blue,black,brown")]
    [InlineData(ParameterLocation.Path, Simple, true, "blue,black,brown")]
    [InlineData(ParameterLocation.Query, Form, false, "color=blue,black,brown")]
    [InlineData(ParameterLocation.Query, Form, true, "color=blue&color=black&color=brown")]
    [InlineData(ParameterLocation.Query, Form, false, "x=1&color=blue,black&color=brown")]
    [InlineData(ParameterLocation.Query, SpaceDelimited, false, "color=blue%20black%20brown")]
    [InlineData(ParameterLocation.Query, SpaceDelimited, false, "color=blue+black+brown")]
    [InlineData(ParameterLocation.Query, SpaceDelimited, true, "color=blue&color=black&color=brown")]
    [InlineData(ParameterLocation.Query, PipeDelimited, false, "color=blue|black|brown")]
    [InlineData(ParameterLocation.Query, PipeDelimited, false, "color=blue%7Cblack%7cbrown")]
    [InlineData(ParameterLocation.Query, TabDelimited, false, "color=blue%09black%09brown")]
    [InlineData(ParameterLocation.Query, DeepObject, true, "color[]=blue&color[1]=black&color%5B%5D=brown")]
    [InlineData(ParameterLocation.Path, PipeDelimited, false, "blue|black|brown")]
    [InlineData(ParameterLocation.Header, Simple, false, "blue,black, brown")]
    [InlineData(ParameterLocation.Header, PipeDelimited, false, "blue|black|brown")]
    [InlineData(ParameterLocation.Cookie, Form, false, "color=blue,black,brown")]
    [InlineData(ParameterLocation.Cookie, Form, true, "color=blue; color=black; color=brown")]
    public void An_array_is_read_in_every_style(ParameterLocation place, ParameterStyle style, bool explode, string raw)
        => Holds(place, style, explode, raw, """{"type":"array","items":{"type":"string"}}""", Colors);

    [Theory]
    [InlineData(ParameterLocation.Path, Matrix, false, ";color=R,100,G,200,B,150")]
    [InlineData(ParameterLocation.Path, Matrix, true, ";R=100;G=200;B=150")]
    [InlineData(ParameterLocation.Path, Label, false, ".R.100.G.200.B.150")]
    [InlineData(ParameterLocation.Path, Label, false, ".R,100,G,200,B,150")]
    [InlineData(ParameterLocation.Path, Label, true, ".R=100.G=200.B=150")]
    [InlineData(ParameterLocation.Path, Simple, false, "R,100,G,200,B,150")]
    [InlineData(ParameterLocation.Path, Simple, true, "R=100,G=200,B=150")]
    [InlineData(ParameterLocation.Query, Form, false, "color=R,100,G,200,B,150")]
    [InlineData(ParameterLocation.Query, Form, true, "R=100&x=1&G=200&B=150")]
    [InlineData(ParameterLocation.Query, SpaceDelimited, false, "color=R%20100%20G%20200%20B%20150")]
    [InlineData(ParameterLocation.Query, PipeDelimited, false, "color=R|100|G|200|B|150")]
    [InlineData(ParameterLocation.Query, DeepObject, true, "color[R]=100&color[G]=200&color%5BB%5D=150&colors[R]=1")]
    [InlineData(ParameterLocation.Header, Simple, false, "R,100,G,200,B,150")]
    [InlineData(ParameterLocation.Header, Simple, true, "R=100, G=200, B=150")]
    [InlineData(ParameterLocation.Cookie, Form, false, "color=R,100,G,200,B,150")]
    [InlineData(ParameterLocation.Cookie, Form, true, "R=100; G=200; B=150")]
    public void An_object_is_read_in_every_style(ParameterLocation place, ParameterStyle style, bool explode, string raw)
        => Holds(place, style, explode, raw,
            """{"type":"object","required":["R"],"properties":{"R":{"type":"integer"},"G":{"type":"integer"},"B":{"type":"number"}}}""",
            Channels);

    private static void Holds(ParameterLocation place, ParameterStyle style, bool explode, string raw, string schema, string value)
    {
        var reading = Api.Read(Api.Parameter(place, style, explode, schema), raw);

        Assert.Empty(reading.Violations);
        Assert.Equal(value, reading.Parameter(place, "color")?.GetRawText());
    }
}
