"""How does one file declare both PDF/A-3a and PDF/UA-1? WeasyPrint writes the first; the second joins it in the same rdf:RDF."""

from __future__ import annotations

from typing import Any

ATTACHMENT = "snapshot.json"
"""The name of the data inside a paper's PDF."""

PDF_UA = b"""
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about="">
  <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
      <pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
      <pdfaProperty:category>internal</pdfaProperty:category>
      <pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
  </rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
END = b"</rdf:RDF>"


def declare_pdf_ua(document: Any, pdf: Any) -> None:
    """A WeasyPrint finisher: add the PDF/UA-1 identifier, and the schema that PDF/A wants for it, to the metadata stream."""
    stream = pdf.objects[int(pdf.catalog["Metadata"].split()[0])].stream
    xmp = b"".join(stream)
    end = xmp.index(END)
    stream[:] = [xmp[:end] + PDF_UA + xmp[end:]]
